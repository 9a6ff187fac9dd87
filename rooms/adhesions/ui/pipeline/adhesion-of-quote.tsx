// SPDX-License-Identifier: EUPL-1.2
import { Button } from '@mantine/core';
import { IconFileCertificate } from '@tabler/icons-react';
import { useEndpoint } from '#ui/api/use-endpoint.ts';
import { HouseLink } from '#ui/shell/house-link.tsx';
import { usePlace } from '#ui/shell/place.ts';
import { adhesionOfQuote } from '../../contract.ts';

/** On the page of an accepted quote: the way to its adhesion, or to its dossier once it is open. */
export function AdhesionOfQuote({ quoteId, isAccepted }: { quoteId: string; isAccepted: boolean }) {
  const { organisation } = usePlace();
  const { data } = useEndpoint(adhesionOfQuote, { quoteId }, { enabled: isAccepted });
  if (!data || (!data.mayOpen && !data.dossier)) return null;
  const href = data.dossier ? `/o/${organisation.slug}/dossiers/${data.dossier.id}` : `/o/${organisation.slug}/adhesions/ouvrir?devis=${quoteId}`;
  return (
    <Button
      component={HouseLink}
      href={href}
      fullWidth
      mt="sm"
      variant={data.dossier ? 'default' : 'filled'}
      leftSection={<IconFileCertificate size={18} aria-hidden />}
    >
      {data.dossier ? `Dossier ${data.dossier.number}` : 'Ouvrir l’adhésion'}
    </Button>
  );
}
