interface Between {
  sender: { id: string };
  receiver: { id: string };
}

/** @returns the one of the two who isn't `uid` */
export const otherOf = <T extends Between>(connection: T, uid: string): T['sender'] | T['receiver'] =>
  connection.sender.id === uid ? connection.receiver : connection.sender;
