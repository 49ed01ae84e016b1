/// Public outages of others, each as a text that a simulated world can be put through: what happened, what goes
/// wrong when, and what must come of it.
///
/// Never: which region it strikes. A text names roles, so that it fits any topology. Read first: [Outage] (what a
/// text says), [Outages] (which there are), [Expectation] (what must come of it). Why:
/// docs/adr/0009-public-outages-as-texts.md.
@NullMarked
package dev.meridian.outages;

import org.jspecify.annotations.NullMarked;
