// SPDX-License-Identifier: EUPL-1.2
import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { referenceOf, sentenceOf } from '../api/problem.ts';

/** A part of a page that could not be read, with a way to ask again; the rest of the page stays. */
export function LoadError({ error, retry }: { error: unknown; retry?: () => void }) {
  const reference = referenceOf(error);
  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />} title={sentenceOf(error)}>
      {reference && (
        <p>
          Référence : <code>{reference}</code>
        </p>
      )}
      {retry && (
        <Button variant="default" size="sm" mt="xs" onClick={retry}>
          Réessayer
        </Button>
      )}
    </Alert>
  );
}
