# What the tests need and pip cannot bring: PostgreSQL's own programs.
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing postgresql (once) ..."
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y postgresql >/dev/null
  else
    echo "PostgreSQL's programs are missing; its tests are skipped. Get them with: apt-get install postgresql"
  fi
fi
