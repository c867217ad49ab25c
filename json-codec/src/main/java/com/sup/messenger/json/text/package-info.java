/// Reads JSON text of clients: a scan checks and bounds it, and a cursor walks over it without a
/// tree. Knows nothing of the messenger.
@NullMarked
package com.sup.messenger.json.text;

import org.jspecify.annotations.NullMarked;
