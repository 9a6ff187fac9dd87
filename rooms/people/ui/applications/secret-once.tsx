// SPDX-License-Identifier: EUPL-1.2
import { Alert, Stack } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Copyable } from './copyable.tsx';

/** A secret that was just drawn: shown here, and never again. */
export function SecretOnce({ secret, says }: { secret: string; says: string }) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.focus(), []);
  return (
    <Alert ref={panel} tabIndex={-1} color="yellow" icon={<IconKey aria-hidden />} title="Notez ce secret : il ne sera plus montré" mb="lg">
      <Stack gap="sm">
        <Copyable value={secret} label="le secret" />
        <span>{says}</span>
      </Stack>
    </Alert>
  );
}
