// SPDX-License-Identifier: EUPL-1.2
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** Calls back when the bell has counted anew: something was told to this person, perhaps of what they are looking at. */
export function useOnNotice(heard: () => void): void {
  const client = useQueryClient();
  useEffect(
    () =>
      client.getQueryCache().subscribe((event) => {
        if (event.type === 'updated' && event.action.type === 'success' && event.query.queryKey[1] === 'GET /notices') heard();
      }),
    [client, heard],
  );
}
