// SPDX-License-Identifier: EUPL-1.2
import { Button, Group } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { hrefOf } from '#ui/api/call.ts';
import { usePlace } from '#ui/shell/place.ts';
import { printDocument, printReceived, readFacturX, readReceivedFacturX } from '../../contract.ts';
import type { BillingDocument } from '../../contract.ts';

/** The files of a document, for whoever issued it or for its payer: its PDF, and the Factur-X of factures and of the avoirs that correct them. */
export function DocumentFiles({ id, document, isReceived = false }: { id: string; document: BillingDocument; isReceived?: boolean }) {
  const { organisation } = usePlace();
  const [pdf, facturX] = isReceived ? ([printReceived, readReceivedFacturX] as const) : ([printDocument, readFacturX] as const);
  return (
    <Group gap="xs">
      {document.kind !== 'appel' && document.original?.kind !== 'appel' && (
        <Button component="a" variant="default" href={hrefOf(facturX, { id }, organisation.slug)}>
          Factur-X
        </Button>
      )}
      <Button component="a" href={hrefOf(pdf, { id }, organisation.slug)} target="_blank" leftSection={<IconFileTypePdf size={18} aria-hidden />}>
        PDF
      </Button>
    </Group>
  );
}
