import { Button, Group, Modal, Popover, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Confirm } from '../dialog.tsx';
import { CopyIcon, FlagIcon, MoreIcon, TrashIcon } from '../icons.tsx';
import { Menu, MenuItem, MenuLine } from '../menu.tsx';
import { showDone, showFailure, showToast } from '../toast.tsx';
import { Example, Part } from './example.tsx';

const nothing = () => {};

/** What lies above the page: opened by a button, closed by Esc, Back, and a press beside it; the focus goes back. */
export function Layers() {
  return (
    <Part title="Layers">
      <Example name="What has happened: done, to be taken back, for longer, failed">
        <Button variant="default" onClick={() => showDone('It is done.')}>
          Done
        </Button>
        <Button variant="default" onClick={() => showDone('It is gone.', { label: 'Undo', onClick: nothing })}>
          Taken back
        </Button>
        <Button
          variant="default"
          onClick={() => showToast({ id: 'one', message: 'One at a time with the same id.', icon: <FlagIcon /> })}
        >
          With a sign
        </Button>
        <Button variant="default" onClick={() => showFailure(new Error('any'))}>
          Failed
        </Button>
      </Example>
      <Example name="Asks before it is done for good: and while it is done">
        <Asking busy={false} />
        <Asking busy />
      </Example>
      <Example name="What can be done with something">
        <Options />
      </Example>
      <Example name="Something to look at beside it, and something to do before one goes on">
        <Popover position="bottom-start" width={240} trapFocus returnFocus>
          <Popover.Target>
            <Button variant="default">Look</Button>
          </Popover.Target>
          <Popover.Dropdown aria-label="Beside it">
            <Text size="sm">More about it.</Text>
            <Button variant="subtle">And on</Button>
          </Popover.Dropdown>
        </Popover>
        <Dialog />
      </Example>
    </Part>
  );
}

function Asking({ busy }: { busy: boolean }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={open}>
        {busy ? 'Question, busy' : 'Question'}
      </Button>
      <Confirm
        opened={opened}
        title="Shall it be done?"
        keep="Keep"
        verb="Do it"
        busy={busy}
        onKeep={close}
        onConfirm={close}
      >
        What comes of it.
      </Confirm>
    </>
  );
}

function Options() {
  const [opened, { toggle, close }] = useDisclosure(false);
  return (
    <Menu
      opened={opened}
      onClose={close}
      label={{ 'aria-label': 'Options' }}
      position="bottom-start"
      target={
        <Button variant="default" leftSection={<MoreIcon size={18} />} onClick={toggle}>
          Options
        </Button>
      }
    >
      <MenuItem icon={CopyIcon} onClick={close}>
        Copy
      </MenuItem>
      <MenuLine />
      <MenuItem icon={TrashIcon} danger onClick={close}>
        Delete
      </MenuItem>
    </Menu>
  );
}

function Dialog() {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={open}>
        Do
      </Button>
      <Modal opened={opened} onClose={close} title="What to do" closeButtonProps={{ 'aria-label': 'Close' }}>
        <Text>What it is about.</Text>
        <Group justify="flex-end" mt="md">
          <Button onClick={close}>Done</Button>
        </Group>
      </Modal>
    </>
  );
}
