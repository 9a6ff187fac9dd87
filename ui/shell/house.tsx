// SPDX-License-Identifier: EUPL-1.2
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { type AnyRouter, RouterProvider } from '@tanstack/react-router';
import { queryClient } from '../api/query-client.ts';
import { ConfirmProvider } from '../parts/confirm.tsx';
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
            <Notifications position="bottom-right" containerWidth={420} />
            <RouterProvider router={router} />
          </ConfirmProvider>
        </Rooms>
      </QueryClientProvider>
    </MantineProvider>
  );
}
