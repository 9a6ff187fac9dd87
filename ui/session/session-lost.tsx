// SPDX-License-Identifier: EUPL-1.2
import { Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { onSessionLost } from '../api/query-client.ts';
import { meQuery } from './me.ts';
import { SignInForm } from './sign-in-form.tsx';

/** When the session has ended: signs in over the page, so that the address and what was typed stay. Another person starts afresh. */
export function SessionLost({ personId }: { personId: string }) {
  const [isLost, setLost] = useState(false);
  const client = useQueryClient();
  useEffect(() => onSessionLost(() => setLost(true)), []);
  const resume = async (): Promise<void> => {
    const me = await client.fetchQuery({ ...meQuery, staleTime: 0 });
    if (me.person.id !== personId) return window.location.assign('/');
    setLost(false);
    await client.invalidateQueries();
  };
  return (
    <Modal
      opened={isLost}
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
