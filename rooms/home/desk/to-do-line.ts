// SPDX-License-Identifier: EUPL-1.2
import type { ToDo } from '#platform/room.ts';

export type ToDoLine = Omit<Required<ToDo>, 'detail' | 'at'> & { room: string; detail: string | null; at: string | null; isLate: boolean };

/** A line as the screen shows it. A meeting is never late: it is over. */
export function toDoLine(room: string, { detail, at, ...rest }: ToDo, today: Temporal.PlainDate): ToDoLine {
  const isLate = rest.kind !== 'meet' && rest.dueOn !== null && rest.dueOn < today.toString();
  return { room, ...rest, detail: detail ?? null, at: at ?? null, isLate };
}

/** What presses most first: the earliest day, so what is late on top, then what has no day, by title. */
export function inOrder(one: ToDoLine, other: ToDoLine): number {
  if (one.dueOn !== other.dueOn) {
    if (one.dueOn === null) return 1;
    if (other.dueOn === null) return -1;
    return one.dueOn < other.dueOn ? -1 : 1;
  }
  return (one.at ?? '').localeCompare(other.at ?? '') || one.title.localeCompare(other.title, 'fr', { numeric: true });
}
