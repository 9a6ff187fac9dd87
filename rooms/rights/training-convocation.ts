// SPDX-License-Identifier: EUPL-1.2
/** The operator convenes the trainees of a session fifteen days before it (S2, lines 554-555): the day of sending is the last one in time. Pure. */
const DAYS_BEFORE = 15;

/** The last day on which the convocation to a session may leave. */
export function convocationDueOn(session: Temporal.PlainDate): Temporal.PlainDate {
  return session.subtract({ days: DAYS_BEFORE });
}
