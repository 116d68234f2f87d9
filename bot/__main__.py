"""Where the program starts: files it makes are its owner's alone."""

import gc
import os


def main() -> None:
    """Nothing; the command line is read and done."""
    os.umask(0o077)
    gc.disable()  # what is imported stays; collecting it meanwhile costs a tenth of the start
    from bot.cli.main import app  # noqa: PLC0415 - after the umask, before anything is written

    app(prog_name="liaison")


if __name__ == "__main__":
    main()
