//! The settings of a project, one file for each tab or step.

mod access;
mod activity;
mod effects;
mod found;
mod general;
mod holding;
mod integrations;
mod link_walk;
mod linked;
mod members;
mod owner_list;
mod page;
mod pick_branch;
mod pick_repository;
mod repository_rows;
mod watched;
mod workflow;
mod workflow_choices;
mod workflow_form;

pub(crate) use page::ProjectSettings;
