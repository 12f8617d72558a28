//! Two accounts to try the product with.
//!
//! Their password is public, so they are made only when the settings ask for it.

use anyhow::{Context, Result};
use domain::names::{Email, Password, PersonName};

/// The accounts: e-mail address and name.
const ACCOUNTS: [(&str, &str); 2] = [
    ("manager@example.com", "Mona Manager"),
    ("developer@example.com", "Dana Developer"),
];

/// The password of both.
const PASSWORD: &str = "practice-makes-perfect";

/// Creates the accounts that are not there yet.
pub(crate) async fn create_accounts(state: &api::State) -> Result<()> {
    let password: Password = PASSWORD.parse().context("the demo password")?;
    for (email, name) in ACCOUNTS {
        let email: Email = email.parse().context("a demo address")?;
        let name: PersonName = name.parse().context("a demo name")?;
        match api::create_account(state, &email, &name, &password).await {
            Ok(_) | Err(api::AccountError::EmailTaken) => {}
            Err(error) => return Err(error).context("a demo account cannot be made"),
        }
    }
    Ok(())
}
