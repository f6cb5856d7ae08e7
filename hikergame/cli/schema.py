"""`hikergame schema`: the JSON Schema of level files, for editors."""


def schema() -> None:
    """Print the JSON Schema of level files."""
    import json

    from hikergame.level import json_schema

    print(json.dumps(json_schema(), indent=2))
