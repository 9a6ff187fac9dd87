// SPDX-License-Identifier: EUPL-1.2
import { sentenceOf, referenceOf } from '../api/problem.ts';

export type Told = { says: string; detail?: string; tone: 'done' | 'refused'; undo?: (() => void | Promise<void>) | undefined };

type Listener = (told: Told) => void;
let listener: Listener | null = null;
const waiting: Told[] = [];

/** Says that something is done, with a way back when there is one. Ten seconds with `undo`, six without. */
export function tellDone(says: string, undo?: () => void | Promise<void>): void {
  tell({ says, tone: 'done', undo });
}

/** Says a refusal that belongs to no field. It stays until closed. */
export function tellRefusal(error: unknown): void {
  const reference = referenceOf(error);
  tell({ says: sentenceOf(error), tone: 'refused', ...(reference && { detail: `Référence : ${reference}` }) });
}

/** Hears what is told from now on, and what was told before. */
export function onTold(hear: Listener): () => void {
  listener = hear;
  for (const told of waiting.splice(0)) hear(told);
  return () => {
    listener = null;
  };
}

function tell(told: Told): void {
  if (listener) listener(told);
  else waiting.push(told);
}
