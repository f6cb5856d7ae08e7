"""`python -m hikergame` is the command `hikergame`."""

from hikergame.cli.main import main

if __name__ == "__main__":
    main()
