/**
 * What the administrator of the installation sees of it as a whole: its teams and what they pay
 * for, and the key of its secrets. It must know no app.
 */
@NullMarked
package dev.pappus.admin.installation;

import org.jspecify.annotations.NullMarked;
