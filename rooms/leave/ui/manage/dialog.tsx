// SPDX-License-Identifier: EUPL-1.2
import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = { title: string; isOpen: boolean; close: () => void; isWide?: boolean; children: ReactNode };

/** A form above the page that it changes; what it holds begins anew each time it opens. */
export function Dialog({ title, isOpen, close, isWide = false, children }: Props) {
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={<strong>{title}</strong>}
      closeButtonProps={{ 'aria-label': 'Fermer' }}
      size={isWide ? '48rem' : 'lg'}
    >
      {children}
    </Modal>
  );
}

export function Dismiss({ close }: { close: () => void }) {
  return (
    <Button variant="default" onClick={close}>
      Fermer
    </Button>
  );
}
