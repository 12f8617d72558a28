//! The messages of a language, read from the files of its folder (Fluent syntax, one file for each
//! part of the pages) and brought to what is used of it: text, variables, plurals.

use std::{collections::BTreeMap, fs, path::Path};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey},
    parser,
};

/// One language with all that the pages say in it.
pub(crate) struct Language {
    /// Its name among the program's languages.
    pub name: &'static str,
    /// Its messages by file and id.
    pub files: BTreeMap<String, BTreeMap<String, Message>>,
}

/// A message: pieces in their order.
pub(crate) type Message = Vec<Piece>;

/// A piece of a message.
pub(crate) enum Piece {
    /// Said as it is.
    Text(String),
    /// What the page puts in.
    Variable(String),
    /// One of several wordings, by a number.
    Plural {
        /// The number's name.
        number: String,
        /// The wordings with what they are for; the one for all else comes last.
        wordings: Vec<(Case, Message)>,
    },
}

/// What a wording is for.
#[derive(PartialEq)]
pub(crate) enum Case {
    /// Exactly this number.
    Exactly(String),
    /// What the language's grammar calls one.
    One,
    /// All else.
    Other,
}

impl Language {
    /// Reads a folder; a mistake is named with its file.
    pub(crate) fn read(folder: &Path, name: &'static str) -> Result<Self, String> {
        let mut files = BTreeMap::new();
        let entries =
            fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        for entry in entries {
            let path = entry.map_err(|error| error.to_string())?.path();
            let named = |error: String| format!("{}: {error}", path.display());
            let text = fs::read_to_string(&path).map_err(|error| named(error.to_string()))?;
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            files.insert(stem.into_owned(), messages(&text).map_err(named)?);
        }
        Ok(Self { name, files })
    }
}

fn messages(text: &str) -> Result<BTreeMap<String, Message>, String> {
    let resource = parser::parse(text).map_err(|(_, errors)| format!("{errors:?}"))?;
    let mut messages = BTreeMap::new();
    for entry in resource.body {
        match entry {
            Entry::Message(message) => {
                let id = message.id.name.replace('-', "_");
                let pattern = message.value.ok_or_else(|| format!("{id} says nothing"))?;
                let pieces = pieces(pattern).map_err(|error| format!("{id}: {error}"))?;
                if messages.insert(id.clone(), pieces).is_some() {
                    return Err(format!("{id} is there twice"));
                }
            }
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            Entry::Term(_) | Entry::Junk { .. } => return Err("only messages are used here".into()),
        }
    }
    Ok(messages)
}

fn pieces(pattern: Pattern<&str>) -> Result<Message, String> {
    pattern.elements.into_iter().map(piece).collect()
}

fn piece(element: PatternElement<&str>) -> Result<Piece, String> {
    match element {
        PatternElement::TextElement { value } => Ok(Piece::Text(value.to_owned())),
        PatternElement::Placeable { expression } => match expression {
            Expression::Inline(InlineExpression::StringLiteral { value }) => {
                Ok(Piece::Text(value.to_owned()))
            }
            Expression::Inline(inline) => variable(inline).map(Piece::Variable),
            Expression::Select { selector, variants } => Ok(Piece::Plural {
                number: variable(selector)?,
                wordings: wordings(variants)?,
            }),
        },
    }
}

fn variable(inline: InlineExpression<&str>) -> Result<String, String> {
    match inline {
        InlineExpression::VariableReference { id } => Ok(id.name.replace('-', "_")),
        _ => Err("only variables and text can be put in".into()),
    }
}

fn wordings(variants: Vec<Variant<&str>>) -> Result<Vec<(Case, Message)>, String> {
    let mut wordings = Vec::new();
    for variant in variants {
        let case = match variant.key {
            VariantKey::NumberLiteral { value } => Case::Exactly(value.to_owned()),
            VariantKey::Identifier { name: "one" } => Case::One,
            VariantKey::Identifier { name: "other" } => Case::Other,
            VariantKey::Identifier { name } => {
                return Err(format!("{name} is no plural known here"));
            }
        };
        wordings.push((case, pieces(variant.value)?));
    }
    match wordings.last() {
        Some((Case::Other, _)) => Ok(wordings),
        _ => Err("the wording for all other numbers comes last".into()),
    }
}
