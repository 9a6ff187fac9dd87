// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button, Code, CopyButton, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { encode } from 'uqr';

/** A secret that is said here and nowhere again, to copy, or to read with a telephone. */
export function ShownOnce({ title, secret, says, withCode = false }: { title: string; secret: string; says: string; withCode?: boolean }) {
  const [isCodeShown, showCode] = useState(false);
  return (
    <Alert color="green" title={title} mb="lg" role="status">
      <Text mb="xs">{says}</Text>
      <Code block mb="sm" style={{ fontSize: '1.125rem', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {secret}
      </Code>
      <Group gap="sm">
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copié' : 'Copier'}
            </Button>
          )}
        </CopyButton>
        {withCode && (
          <Button variant="default" aria-expanded={isCodeShown} onClick={() => showCode(!isCodeShown)}>
            {isCodeShown ? 'Masquer le code QR' : 'Lire avec le téléphone (code QR)'}
          </Button>
        )}
      </Group>
      {isCodeShown && <SquareCode text={secret} />}
    </Alert>
  );
}

// White around and behind in both schemes: cameras read dark on light.
function SquareCode({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg
      role="img"
      aria-label="Code QR du mot de passe d’application"
      viewBox={`0 0 ${size} ${size}`}
      width="200"
      height="200"
      style={{ marginTop: '1rem' }}
    >
      <rect width={size} height={size} fill="white" />
      <path d={path} fill="black" />
    </svg>
  );
}
