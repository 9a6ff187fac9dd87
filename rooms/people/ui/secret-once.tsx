// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Code } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { tellDone } from '#ui/parts/tell.ts';

/** A secret that is shown this once, with what copies it. */
export function SecretOnce({ title, says, secret }: { title: string; says: string; secret: string }) {
  const copy = (): void => void navigator.clipboard.writeText(secret).then(() => tellDone('Copié.'));
  return (
    <Alert icon={<IconKey aria-hidden />} color="green" title={title} role="status">
      <p>{says}</p>
      <p>
        <Code fz="md" style={{ overflowWrap: 'anywhere' }}>
          {secret}
        </Code>
      </p>
      <Button variant="default" size="sm" onClick={copy}>
        Copier
      </Button>
    </Alert>
  );
}
