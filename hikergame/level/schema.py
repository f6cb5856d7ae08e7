"""The JSON Schema of level files, from which editors complete and explain."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from hikergame.level.models import Document


class _Untitled(GenerateJsonSchema):
    """Leaves out the titles that pydantic makes of the fields' names."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a level file.

    It names every term and every rival with all their settings, each with a sentence. What
    depends on two places at once, such as the start inside the bounds, only loading tells.
    """
    schema = Document.model_json_schema(schema_generator=_Untitled)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "hikergame level",
    }
