//! The grammar as JSON Schema, for editors.

use serde_json::{Map, Value, json};

use super::grammar::{ACTIONS, ALL, FILE, Format, Key, Kind, Named, Need, Shape};

/// The JSON Schema (draft 2020-12) of walk files, with a description for every key. Made from the table that the reader works
/// from.
#[must_use]
pub fn schema() -> Value {
    let mut definitions = Map::new();
    for shape in ALL.iter().filter(|shape| shape.name != FILE.name) {
        definitions.insert(shape.name.to_owned(), of_shape(shape));
    }
    for action in ACTIONS {
        definitions.insert(format!("action-{}", action.name), of_shape(action));
    }
    let mut root = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "guidewalk walk file",
    });
    if let (Some(root), Value::Object(file)) = (root.as_object_mut(), of_shape(&FILE)) {
        root.extend(file);
        root.insert("$defs".to_owned(), Value::Object(definitions));
    }
    root
}

fn of_shape(shape: &Shape) -> Value {
    let properties: Map<_, _> = shape.keys.iter().map(|key| (key.name.to_owned(), of_key(key))).collect();
    let required: Vec<_> = shape.keys.iter().filter(|key| key.need == Need::Must).map(|key| key.name).collect();
    let mut whole = json!({
        "type": "object",
        "description": shape.about,
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    if !shape.any_of.is_empty() {
        whole["anyOf"] = shape.any_of.iter().map(|key| json!({ "required": [key] })).collect();
    }
    whole
}

fn of_key(key: &Key) -> Value {
    let mut whole = of_kind(&key.kind);
    whole["description"] = json!(key.about);
    whole
}

fn of_kind(kind: &Kind) -> Value {
    match kind {
        Kind::Text(format) => of_format(*format),
        Kind::Whole { least, most } => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Kind::Number { least, most } => json!({ "type": "number", "minimum": least, "maximum": most }),
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Word { words, .. } => json!({ "enum": words }),
        Kind::Table(shape) => reference(shape.name),
        Kind::List(inner) => json!({ "type": "array", "minItems": 1, "items": of_kind(inner) }),
        Kind::OneOrList(inner) => {
            json!({ "anyOf": [of_kind(inner), { "type": "array", "minItems": 1, "items": of_kind(inner) }] })
        }
        Kind::Control(named) => of_control(*named),
        Kind::Action => {
            json!({ "oneOf": ACTIONS.iter().map(|action| reference(&format!("action-{}", action.name))).collect::<Vec<_>>() })
        }
        Kind::Padding => {
            let four = json!({ "type": "array", "minItems": 4, "maxItems": 4, "items": { "type": "number" } });
            json!({ "anyOf": [{ "type": "number" }, four] })
        }
        Kind::Names(inner) => json!({
            "type": "object",
            "propertyNames": of_format(Format::Name),
            "additionalProperties": of_kind(inner),
        }),
    }
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn of_control(named: Named) -> Value {
    let alternatives = json!({ "type": "array", "minItems": 1, "items": reference("locator") });
    let mut ways = vec![reference("locator"), alternatives];
    if named != Named::Nothing {
        ways.push(of_format(Format::Name));
    }
    json!({ "anyOf": ways })
}

/// The schema is the more lenient one: what a pattern can't say shortly is left to the reader.
fn of_format(format: Format) -> Value {
    let pattern = match format {
        Format::Any => r"\S",
        Format::Path => r"^/([^/\\\s][^\\\s]*)?$",
        Format::PathPattern => r"^(\*|/[^\\\s]*)$",
        Format::Pattern => r"^[^*]*\*?$",
        Format::Origin => r"^https?://[^/?#@]+/?$",
        Format::Address => r"^https?://[^/?#@]+[^?#]*$",
        Format::Environment => "^[A-Za-z_][A-Za-z0-9_]*$",
        Format::Name => "^[a-z][a-z0-9_-]*$",
        Format::File => r"^[^./\\][^/\\]*$",
        Format::Colour => "^#[0-9A-Fa-f]{6}$",
        Format::Expiry => r"^[A-Za-z0-9-]+: *[1-9][0-9]* days?$",
        Format::Request => r"^(GET|POST|PUT|PATCH|DELETE|HEAD) /\S*$",
    };
    json!({ "type": "string", "pattern": pattern })
}
