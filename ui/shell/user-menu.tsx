// SPDX-License-Identifier: EUPL-1.2
import { Avatar, Menu, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { IconBuildingCommunity, IconCheck, IconChevronDown, IconDeviceDesktop, IconLogout, IconMoon, IconSun } from '@tabler/icons-react';
import { type Me, signOut } from '../session/me.ts';
import { tellRefusal } from '../parts/tell.ts';
import { HouseLink } from './house-link.tsx';
import classes from './user-menu.module.css';

const SCHEMES = [
  { value: 'light', label: 'Clair', icon: IconSun },
  { value: 'dark', label: 'Sombre', icon: IconMoon },
  { value: 'auto', label: 'Comme l’appareil', icon: IconDeviceDesktop },
] as const;

/** Who is signed in, how it looks, and the way out. */
export function UserMenu({ me }: { me: Me }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={260} shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes.button}>
          <Avatar size={36} name={me.person.name} color="brand" variant="filled" alt="" aria-hidden />
          <span className={classes.name}>
            <VisuallyHidden>Compte de </VisuallyHidden>
            {me.person.name}
          </span>
          <IconChevronDown size={16} aria-hidden className={classes.chevron} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown aria-label="Compte">
        <Menu.Label>{me.person.name}</Menu.Label>
        <Menu.Item component={HouseLink} href="/" leftSection={<IconBuildingCommunity size={18} aria-hidden />}>
          Mes collectivités
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>Apparence</Menu.Label>
        {SCHEMES.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={colorScheme === value}
            closeMenuOnClick={false}
            leftSection={<Icon size={18} aria-hidden />}
            rightSection={colorScheme === value ? <IconCheck size={18} aria-hidden /> : null}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={() => void leave()}>
          Se déconnecter
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Reloads afterwards, so that nothing of the session stays in memory. */
async function leave(): Promise<void> {
  try {
    await signOut();
    window.location.assign('/connexion');
  } catch (error) {
    tellRefusal(error);
  }
}
