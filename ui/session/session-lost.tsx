// SPDX-License-Identifier: EUPL-1.2
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { onSessionLost } from '../api/query-client.ts';
import { meQuery } from './me.ts';

const Dialog = lazy(async () => ({ default: (await import('./session-lost-dialog.tsx')).SessionLostDialog }));

/** When the session has ended: signs in over the page, so that the address and what was typed stay. Another person starts afresh. */
export function SessionLost({ personId }: { personId: string }) {
  const [state, setState] = useState<'held' | 'lost' | 'resumed'>('held');
  const client = useQueryClient();
  useEffect(() => onSessionLost(() => setState('lost')), []);
  const resume = async (): Promise<void> => {
    const me = await client.fetchQuery({ ...meQuery, staleTime: 0 });
    if (me.person.id !== personId) return window.location.assign('/');
    setState('resumed');
    await client.invalidateQueries();
  };
  if (state === 'held') return null;
  return (
    <Suspense fallback={null}>
      <Dialog isOpen={state === 'lost'} resume={resume} />
    </Suspense>
  );
}
