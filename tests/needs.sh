# What the tests need and pip cannot bring: PostgreSQL's own programs, and gettext's.
if ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && command -v msgfmt >/dev/null 2>&1; then
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "installing postgresql and gettext (once) ..."
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y postgresql gettext >/dev/null
else
  echo "Their tests are skipped without these: apt-get install postgresql gettext"
fi
