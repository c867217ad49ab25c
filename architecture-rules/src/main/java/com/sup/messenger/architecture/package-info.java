/// Rules of a hexagonal application, for any project. They need ArchUnit alone.
///
/// [com.sup.messenger.architecture.Hexagon] begins the sentence that describes an architecture.
@NullMarked
package com.sup.messenger.architecture;

import org.jspecify.annotations.NullMarked;
