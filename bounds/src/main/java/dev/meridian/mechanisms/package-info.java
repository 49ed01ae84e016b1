/// Published facts about providers and about software that runs on any cloud: how a store survives the loss of a
/// zone, of a region or of a network link, what that costs, which availability a provider owes, how its health
/// checks and names behave, and until when it supports a version. Each fact names its source and the month in
/// which it was read.
///
/// A fact of one provider is never used for another one. What is not in the tables is unknown, and a lookup says
/// so by an empty result. Never here: arithmetic, a default that no source supports, a value of the file.
///
/// Read first: [Mechanism], [Mechanisms], [ServiceLevels].
@NullMarked
package dev.meridian.mechanisms;

import org.jspecify.annotations.NullMarked;
