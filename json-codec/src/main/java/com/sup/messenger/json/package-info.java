/// The JSON of the messenger: the one form of its values, and of the events and answers that it
/// exchanges with clients. For every adapter.
@NullMarked
package com.sup.messenger.json;

import org.jspecify.annotations.NullMarked;
