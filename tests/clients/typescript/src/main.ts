// Calls Day 1 with the code that buf.gen.typescript.yaml generates.
//
//   node dist/src/main.js walk          takes one idea from a draft to an approval
//   node dist/src/main.js read FOLDER   prints messages, also those of a later version of the contract

import { read } from "./read.js";
import { walk } from "./walk.js";

const [command, folder] = process.argv.slice(2);

if (command === "walk") {
  await walk();
} else if (command === "read" && folder !== undefined) {
  read(folder);
} else {
  throw new Error("usage: main.js walk | main.js read FOLDER");
}
