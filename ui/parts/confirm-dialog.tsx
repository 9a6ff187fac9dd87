// SPDX-License-Identifier: EUPL-1.2
import { Button, Group, Modal } from '@mantine/core';
import type { Question } from './confirm.tsx';

/** The dialog of `useConfirm`. The way back holds the focus. */
export function ConfirmDialog({ question, isOpen, answer }: { question: Question; isOpen: boolean; answer: (value: boolean) => void }) {
  return (
    <Modal opened={isOpen} onClose={() => answer(false)} title={<strong>{question.title}</strong>}>
      <div>{question.says}</div>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => answer(false)} data-autofocus>
          Annuler
        </Button>
        <Button {...(question.isDangerous && { color: 'red' })} onClick={() => answer(true)}>
          {question.act}
        </Button>
      </Group>
    </Modal>
  );
}
