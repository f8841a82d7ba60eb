//! Numbers that findings go by. Likeness is Dice over content stems, rare ones counting more: 0 to 1.
//!
//! Benchmark: planted divergences over the published requirement lists (recall by kind, false alarms), and reading what is
//! found between real drafts.

/// Thresholds of [`crate::finding`].
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FindingSettings {
    /// Below this, two sentences of a linked pair are not counterparts. By reading.
    pub least: f64,
    /// From here on a sentence of an old version is the counterpart of one that stands elsewhere in the new one. Below, "shall
    /// be notified of its decision" answers to anything. By reading.
    pub elsewhere: f64,
    /// From here on two sentences are nearly the same words, and are compared word by word. Flat between .55 and .7 on planted
    /// divergences.
    pub near: f64,
    /// From here on the same, by all words: for short sentences. By reading.
    pub wording: f64,
    /// By so much another link of the same unit has to be more alike for a link not to be compared. Between .1 and .3 hardly
    /// anything changes on planted gaps.
    pub rival: f64,
    /// From here on a requirement and a prohibition of one verb, in other words, are opposed.
    pub opposed: f64,
    /// From here on the force of two sentences of one verb is compared, though their words differ.
    pub modal: f64,
    /// The same for periods of one kind of act.
    pub period: f64,
    /// The same for addressees of one verb.
    pub addressee: f64,
    /// The same for exceptions.
    pub exception: f64,
    /// The same for recipients.
    pub recipient: f64,
    /// From here on two definitions of a term are the same.
    pub definition: f64,
}

impl Default for FindingSettings {
    fn default() -> Self {
        FindingSettings {
            least: 0.12,
            elsewhere: 0.35,
            near: 0.6,
            wording: 0.75,
            rival: 0.15,
            opposed: 0.45,
            modal: 0.45,
            period: 0.25,
            addressee: 0.4,
            exception: 0.5,
            recipient: 0.4,
            definition: 0.93,
        }
    }
}
