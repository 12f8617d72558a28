//! The messages as functions: what a page forgets to put in, or asks for and is not there, is an
//! error of the compiler, and so is a message that no page uses.

use std::fmt::Write as _;

use super::messages::{Case, Language, Message, Piece};

/// What a page has to put in, in the order in which the first language needs it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Variable {
    name: String,
    is_number: bool,
}

/// One module for each file.
pub(crate) fn modules(languages: &[Language]) -> Result<String, String> {
    let (first, others) = languages.split_first().ok_or("there is no language")?;
    let mut code = String::new();
    for (file, messages) in &first.files {
        let _ = writeln!(code, "pub(crate) mod {file} {{");
        for (id, message) in messages {
            let mut wordings = vec![(first.name, message)];
            for language in others {
                let found = language
                    .files
                    .get(file)
                    .and_then(|messages| messages.get(id));
                let found =
                    found.ok_or_else(|| format!("{file}: {id} is missing in {}", language.name))?;
                wordings.push((language.name, found));
            }
            code += &function(id, &wordings).map_err(|error| format!("{file}: {id}: {error}"))?;
        }
        code += "}\n";
    }
    for language in others {
        nothing_more(first, language)?;
    }
    Ok(code)
}

/// Other languages say nothing that the first one does not.
fn nothing_more(first: &Language, language: &Language) -> Result<(), String> {
    for (file, messages) in &language.files {
        let known = first.files.get(file);
        for id in messages.keys() {
            if !known.is_some_and(|known| known.contains_key(id)) {
                return Err(format!("{file}: only {} has {id}", language.name));
            }
        }
    }
    Ok(())
}

fn function(id: &str, wordings: &[(&str, &Message)]) -> Result<String, String> {
    let Some((_, first)) = wordings.first() else {
        return Ok(String::new());
    };
    let variables = variables(first);
    for (language, wording) in wordings {
        if sorted(self::variables(wording)) != sorted(variables.clone()) {
            return Err(format!("{language} has other variables"));
        }
    }
    let parameters: Vec<_> = variables.iter().map(parameter).collect();
    let result = if variables.is_empty() {
        "&'static str"
    } else {
        "String"
    };
    let body = body(wordings, variables.is_empty());
    let parameters = parameters.join(", ");
    Ok(format!(
        "pub(crate) fn {id}({parameters}) -> {result} {{ {body} }}\n"
    ))
}

fn parameter(variable: &Variable) -> String {
    let kind = if variable.is_number {
        "i64"
    } else {
        "&dyn std::fmt::Display"
    };
    format!("{}: {kind}", variable.name)
}

fn body(wordings: &[(&str, &Message)], is_plain: bool) -> String {
    let said = |&(language, message): &(&str, &Message)| {
        if is_plain {
            format!("{:?}", plain(message))
        } else {
            formatted(language, message)
        }
    };
    let first = wordings.first().map(said).unwrap_or_default();
    if wordings.iter().all(|wording| said(wording) == first) {
        return first;
    }
    let mut arms = String::new();
    for wording in wordings {
        let _ = write!(
            arms,
            "crate::language::Language::{} => {}, ",
            wording.0,
            said(wording)
        );
    }
    format!("match crate::language::spoken() {{ {arms} }}")
}

/// A message without variables.
fn plain(message: &Message) -> String {
    let text = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Variable(_) | Piece::Plural { .. } => String::new(),
    };
    message.iter().map(text).collect()
}

/// A message with what was put in, as an expression.
fn formatted(language: &str, message: &Message) -> String {
    let mut text = String::new();
    let mut arguments = String::new();
    for piece in message {
        match piece {
            Piece::Text(said) => text += &said.replace('{', "{{").replace('}', "}}"),
            Piece::Variable(name) => {
                let _ = write!(text, "{{{name}}}");
            }
            Piece::Plural { number, wordings } => {
                text += "{}";
                let _ = write!(arguments, ", {}", plural(language, number, wordings));
            }
        }
    }
    if text.is_empty() {
        "String::new()".to_owned()
    } else {
        format!("format!({text:?}{arguments})")
    }
}

/// The wording that fits a number; within it the number is written as the language does.
fn plural(language: &str, number: &str, wordings: &[(Case, Message)]) -> String {
    let mut arms = String::new();
    for (case, message) in wordings {
        let pattern = match case {
            Case::Exactly(exactly) => format!("({exactly}, _)"),
            Case::One => "(_, true)".to_owned(),
            Case::Other => "_".to_owned(),
        };
        let shown =
            format!("let {number} = crate::language::Language::{language}.number({number});");
        let said = formatted(language, message);
        let is_shown = variables(message).iter().any(|it| it.name == number);
        let said = if is_shown {
            format!("{{ {shown} {said} }}")
        } else {
            said
        };
        let _ = write!(arms, "{pattern} => {said}, ");
    }
    format!("match ({number}, crate::language::Language::{language}.is_one({number})) {{ {arms} }}")
}

/// Each variable once, in the order of a message.
fn variables(message: &Message) -> Vec<Variable> {
    let mut found: Vec<Variable> = Vec::new();
    for piece in message {
        let named = match piece {
            Piece::Text(_) => Vec::new(),
            Piece::Variable(name) => vec![Variable {
                name: name.clone(),
                is_number: false,
            }],
            Piece::Plural { number, wordings } => {
                let mut named = vec![Variable {
                    name: number.clone(),
                    is_number: true,
                }];
                named.extend(wordings.iter().flat_map(|(_, message)| variables(message)));
                named
            }
        };
        for variable in named {
            match found.iter_mut().find(|it| it.name == variable.name) {
                Some(known) => known.is_number |= variable.is_number,
                None => found.push(variable),
            }
        }
    }
    found
}

fn sorted(mut variables: Vec<Variable>) -> Vec<Variable> {
    variables.sort();
    variables
}
