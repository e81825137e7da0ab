/** The contract's pairId(), again: its module holds schemas too, and would put all of zod into the first load. */
export const pairId = (a: string, b: string): string => (a < b ? `${a}_${b}` : `${b}_${a}`);

interface Between {
  sender: { id: string };
  receiver: { id: string };
}

/** @returns the one of the two who isn't `uid` */
export const otherOf = <T extends Between>(connection: T, uid: string): T['sender'] | T['receiver'] =>
  connection.sender.id === uid ? connection.receiver : connection.sender;
