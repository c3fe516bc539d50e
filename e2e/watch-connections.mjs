// Loaded before a server of the tests (`node --import`): writes down every connection that it and its children begin, and
// every name that they look up, a line each, into the file of PW_CONNECTIONS.
import { appendFileSync } from "node:fs";
import net from "node:net";

const file = process.env.PW_CONNECTIONS;
const { connect } = net.Socket.prototype;
const watched = new WeakSet();

net.Socket.prototype.connect = function (...args) {
  if (!watched.has(this)) {
    watched.add(this);
    this.on("lookup", (...found) => appendFileSync(file, `name ${found[3]}\n`));
    this.on("connectionAttempt", (address, port) => appendFileSync(file, `address ${address} ${port}\n`));
  }
  return connect.apply(this, args);
};
