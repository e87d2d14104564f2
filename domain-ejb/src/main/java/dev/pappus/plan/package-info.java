/**
 * What a team may have: plans as rows, what was paid for, and the counting of downloads. {@link
 * dev.pappus.plan.PlanGate} decides, and is asked by whoever adds something; what there is already
 * it learns from them, so it knows no app, build or webhook.
 */
@NullMarked
package dev.pappus.plan;

import org.jspecify.annotations.NullMarked;
