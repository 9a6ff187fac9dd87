// SPDX-License-Identifier: EUPL-1.2
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { sentenceOf } from '../api/problem.ts';

/** The text of a notification with its way back; a refusal of the way back is said in its place. */
export function UndoButton({ message, act, undo }: { message: string; act: () => void | Promise<void>; undo: () => void }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const back = async (): Promise<void> => {
    setBusy(true);
    try {
      await act();
      undo();
    } catch (error) {
      setRefusal(sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <Group justify="space-between" wrap="nowrap">
      <span>{refusal ?? message}</span>
      <Button size="xs" variant="default" loading={isBusy} onClick={() => void back()}>
        Annuler
      </Button>
    </Group>
  );
}
