// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { tellRefusal } from '../parts/tell.ts';
import type { Provider } from './enter.ts';
import { askJson } from './me.ts';

/** Identity providers that this installation offers, such as ProConnect. None: nothing shows. */
export function Providers() {
  const { data } = useQuery({
    queryKey: ['sign-in-providers'],
    queryFn: ({ signal }) => askJson<{ providers: readonly Provider[] }>('GET', '/api/sign-in/providers', { signal }),
    retry: false,
  });
  const begin = async (key: string): Promise<void> => {
    const back = new URLSearchParams(window.location.search).get('retour');
    try {
      const { location } = await askJson<{ location: string }>('POST', `/api/sign-in/providers/${key}`, { body: back ? { back } : {} });
      window.location.assign(location);
    } catch (error) {
      tellRefusal(error);
    }
  };
  return (data?.providers ?? []).map(({ key, name, body, isDown }) => (
    <Button key={key} variant="default" size="md" fullWidth disabled={isDown} onClick={() => void begin(key)}>
      {isDown ? `${name} ne répond pas` : `Avec ${name}${body ? ` (${body})` : ''}`}
    </Button>
  ));
}
