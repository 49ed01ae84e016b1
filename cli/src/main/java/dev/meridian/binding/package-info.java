/// Binds when Meridian is built what Java would otherwise bind at each start: pattern switches and the methods of
/// records (ADR 5). The launcher does so once; nothing here runs in a command.
@NullMarked
package dev.meridian.binding;

import org.jspecify.annotations.NullMarked;
