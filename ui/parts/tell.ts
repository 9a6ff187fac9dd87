// SPDX-License-Identifier: EUPL-1.2
import { notifications } from '@mantine/notifications';
import { createElement } from 'react';
import { referenceOf, sentenceOf } from '../api/problem.ts';
import { UndoButton } from './undo-button.tsx';

/** Says that something is done, with a way back when there is one. Ten seconds with `undo`, six without. */
export function tellDone(message: string, undo?: () => void | Promise<void>): void {
  const id = notifications.show({
    message: undo ? createElement(UndoButton, { message, undo: () => notifications.hide(id), act: undo }) : message,
    color: 'green',
    withBorder: true,
    autoClose: undo ? 10_000 : 6000,
  });
}

/** Says a refusal that belongs to no field. It stays until closed. */
export function tellRefusal(error: unknown): void {
  const reference = referenceOf(error);
  notifications.show({
    title: sentenceOf(error),
    message: reference ? `Référence : ${reference}` : '',
    color: 'red',
    withBorder: true,
    autoClose: false,
  });
}
