//! The names of the demo world: who there is, what they work on, what they wrote.
//! How a world is made of them is in `seed`.

/// People by login and name.
pub(crate) const PEOPLE: &[(&str, &str)] = &[
    ("mona-manager", "Mona Castellan"),
    ("dev-dana", "Dana Okafor"),
    ("lee-lighthouse", "Lee Brandvold"),
    ("priya-plots", "Priya Raman"),
];

/// An organization of the demo world.
#[derive(Debug)]
pub(crate) struct SeedOrganization {
    pub(crate) login: &'static str,
    pub(crate) about: &'static str,
    pub(crate) restricts_apps: bool,
    pub(crate) owners: &'static [&'static str],
    pub(crate) others: &'static [&'static str],
}

/// The organizations; one of them keeps apps out until an owner lets them in.
pub(crate) const ORGANIZATIONS: &[SeedOrganization] = &[
    SeedOrganization {
        login: "acme",
        about: "Everything for the road runner",
        restricts_apps: false,
        owners: &["mona-manager"],
        others: &["lee-lighthouse"],
    },
    SeedOrganization {
        login: "northwind-labs",
        about: "Weather, wind and routes",
        restricts_apps: false,
        owners: &["priya-plots"],
        others: &["mona-manager", "lee-lighthouse"],
    },
    SeedOrganization {
        login: "sealed-systems",
        about: "Firmware that does not talk",
        restricts_apps: true,
        owners: &["mona-manager"],
        others: &["priya-plots"],
    },
];

/// Repositories by owner; a `-` before the name makes one private.
pub(crate) const REPOSITORIES: &[(&str, &str)] = &[
    (
        "mona-manager",
        "-storefront dotfiles -household-ledger trail-maps -recipe-box talks \
         -invoice-mailer reading-list garden-sensor -visa-papers",
    ),
    (
        "dev-dana",
        "chess-clock -notes tiny-renderer keyboard-firmware advent-puzzles -resume \
         rust-playground photo-sorter",
    ),
    (
        "lee-lighthouse",
        "lamp-driver tide-tables fog-horn -logbook harbour-bot",
    ),
    (
        "priya-plots",
        "plotkit colour-scales -thesis census-shapes sparkline",
    ),
    (
        "acme",
        "-checkout -catalogue anvil-sdk rocket-skates -billing -warehouse design-tokens \
         -fraud-rules api-gateway -mobile-app status-page helm-charts -data-pipeline \
         email-templates",
    ),
    (
        "northwind-labs",
        "forecast-core -routing-engine gust grid-loader -station-firmware isobar-ui \
         -customer-portal climate-notebooks tile-server -alerts buoy-protocol",
    ),
    (
        "sealed-systems",
        "-bootloader -secure-element -update-server crypto-vectors -factory-tools \
         -radio-stack spec-drafts -field-logs",
    ),
];

/// What a repository is about, taken in turn.
pub(crate) const DESCRIPTIONS: &[&str] = &[
    "Does one thing and stops",
    "The part that customers see",
    "Used every day, changed once a month",
    "Rewritten twice, finally small",
    "Shared code of the whole team",
    "An experiment that stayed",
    "Runs at night",
    "Nobody wants to own it, everybody needs it",
];

/// Branches beside `main`, taken in turn.
pub(crate) const BRANCHES: &[&[&str]] = &[
    &["develop"],
    &["develop", "release/1.4"],
    &["develop", "staging", "feature/search"],
    &[],
    &["develop", "release/2.0", "release/2.1", "fix/time-zones"],
    &["develop", "feature/dark-mode", "docs"],
];

/// What commits say, taken in turn.
pub(crate) const HEADLINES: &[&str] = &[
    "Read the settings once, at the start",
    "Say which file could not be opened",
    "Drop the second cache",
    "Retry a download three times",
    "Move the parser into a module of its own",
    "Add a test for empty input",
    "Fix the off-by-one at midnight",
    "Update dependencies",
    "Show progress while it takes long",
    "Name the thing by what it does",
    "Let the caller choose the time zone",
    "Speed up the first page",
    "Explain the retry rule in the README",
    "Remove a flag that nobody sets",
    "Handle a closed connection",
    "Make the list keyboard friendly",
];
