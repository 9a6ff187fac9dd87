// SPDX-License-Identifier: EUPL-1.2
import { Modal } from '@mantine/core';
import { SignInForm } from './sign-in-form.tsx';

/** Signs in over the page. It cannot be put aside: nothing behind it would be answered. */
export function SessionLostDialog({ isOpen, resume }: { isOpen: boolean; resume: () => Promise<void> }) {
  return (
    <Modal
      opened={isOpen}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={<strong>Votre session a pris fin</strong>}
      overlayProps={{ backgroundOpacity: 0.6, blur: 6 }}
    >
      <p>Reconnectez-vous pour reprendre où vous en étiez : ce que vous avez saisi sur cette page est conservé.</p>
      <SignInForm done={resume} />
    </Modal>
  );
}
