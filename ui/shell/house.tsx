// SPDX-License-Identifier: EUPL-1.2
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { type AnyRouter, RouterProvider } from '@tanstack/react-router';
import { queryClient } from '../api/query-client.ts';
import { ConfirmProvider } from '../parts/confirm.tsx';
import { Tellings } from '../parts/tellings.tsx';
import { styleNonce } from '../theme/style-nonce.ts';
import { theme } from '../theme/theme.ts';
import { type LoadedRoom, Rooms } from './rooms.ts';

/** Everything that stands around the screens. */
export function House({ rooms, router }: { rooms: readonly LoadedRoom[]; router: AnyRouter }) {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false} getStyleNonce={styleNonce}>
      <QueryClientProvider client={queryClient}>
        <Rooms value={rooms}>
          <ConfirmProvider>
            <Tellings />
            <RouterProvider router={router} />
          </ConfirmProvider>
        </Rooms>
      </QueryClientProvider>
    </MantineProvider>
  );
}
