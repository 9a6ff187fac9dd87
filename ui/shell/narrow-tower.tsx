// SPDX-License-Identifier: EUPL-1.2
import { Drawer } from '@mantine/core';
import type { MandateOfMe, Me } from '../session/me.ts';
import type { Appearance } from '#platform/appearance/appearance.ts';
import classes from './shell.module.css';
import { Tower } from './tower.tsx';

type Props = { opened: boolean; onClose: () => void; me: Me; mandate: MandateOfMe | null; appearance: Appearance };

/** The tower on narrow screens, drawn from the side. */
export function NarrowTower({ opened, onClose, ...tower }: Props) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      size="19rem"
      padding={0}
      withCloseButton={false}
      title="Navigation"
      classNames={{ content: classes.drawer ?? '', header: classes.drawerTitle ?? '' }}
    >
      <Tower {...tower} onClose={onClose} />
    </Drawer>
  );
}
