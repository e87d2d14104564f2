/** The pages about one's own account, and those for who has forgotten the password. */
@NullMarked
package dev.pappus.admin.account;

import org.jspecify.annotations.NullMarked;
