// SPDX-License-Identifier: EUPL-1.2
import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { usePlace } from '#ui/shell/place.ts';
import type { AllowanceShape, ServiceShape } from '../contract.ts';
import type { Open } from './granted-page.tsx';
import classes from './rights.module.css';

type Props = { service: ServiceShape; rights: readonly AllowanceShape[]; open: (what: Open) => void };

/** What the operator may do with a service of a body and with each of its rights. */
export function ServiceMenu({ service, rights, open }: Props) {
  const { may } = usePlace();
  const bounded = may('rights.grant') ? rights.filter(({ amount }) => amount !== null) : [];
  const canEnd = may('rights.suspend') && service.state !== 'ended';
  if (bounded.length === 0 && !canEnd) return null;
  const named = (label: string, right: AllowanceShape): string => (bounded.length > 1 ? `${label} : ${right.label}` : label);
  return (
    <div className={classes.acts}>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button
            size="compact-md"
            variant="default"
            rightSection={<IconChevronDown size={16} aria-hidden />}
            aria-label={`Agir sur ${service.label}`}
          >
            Agir
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {bounded.map((right) => (
            <Menu.Item key={`extra ${right.id}`} onClick={() => open({ what: 'extra', right })}>
              {named('Accorder un complément', right)}
            </Menu.Item>
          ))}
          {bounded.map((right) => (
            <Menu.Item key={`limit ${right.id}`} onClick={() => open({ what: 'limit', right })}>
              {named(right.isHard ? 'Laisser dépasser' : 'Arrêter à la limite', right)}
            </Menu.Item>
          ))}
          {canEnd && service.state === 'open' && <Menu.Item onClick={() => open({ what: 'suspend', service })}>Suspendre le service</Menu.Item>}
          {canEnd && (
            <Menu.Item color="red" onClick={() => open({ what: 'end', service })}>
              Mettre fin au service
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
