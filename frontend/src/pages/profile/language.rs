//! The language of the pages, which each browser keeps for itself.

use leptos::prelude::*;

use crate::{
    components::{Choice, Choices, Panel},
    language::{self, Language},
    text::profile,
};

/// The choice among all languages, each called what those who speak it call it.
#[component]
pub(super) fn LanguagePart() -> impl IntoView {
    let options: Choices = Language::ALL
        .map(|language| (language.tag().to_owned(), language.own_name().to_owned()))
        .into();
    let choose = Callback::new(|tag: String| {
        if let Some(language) = Language::of(&tag) {
            language::choose(language);
        }
    });
    let chosen = language::spoken().tag().to_owned();
    view! {
        <Panel title=profile::language() about=profile::language_about()>
            <div class="max-w-md">
                <Choice label=profile::language() id="language" options chosen on_choose=choose bare=true/>
            </div>
        </Panel>
    }
}
