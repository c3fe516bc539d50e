/** Names for made-up people: every given name goes with every family name. */
export const givenNames = `
  Aisha Alejandro Anika Anton Beatriz Bjarne Camille Chidi Chloe Daniel Deepa Dmitri Elena Emeka
  Esther Fatima Felix Freya Gabriel Giulia Hana Hassan Helga Hugo Imani Ivan Ingrid Jamal Jana Joao
  Julia Kaito Karim Katya Kofi Lars Lena Liam Lucia Mai Malik Marta Mateo Mei Mina Nadia Nikhil Noor
  Olga Omar Paul Petra Rafael Rania Rohan Rosa Samir Sara Sven Tariq Thea Theo Uma Victor Wanjiru Wei
  Yara Yusuf Zofia Zuri
`
  .trim()
  .split(/\s+/);

export const familyNames = `
  Abara Almeida Andersen Baptiste Becker Bianchi Bose Carvalho Chen Costa Dahl Diallo Dubois Eriksen
  Farah Fischer Fontaine Garcia Gupta Haas Herrera Horvat Ibrahim Iyer Jansen Kaplan Kimura Kowalski
  Kumar Laurent Lee Lopez Mbeki Mensah Meyer Molina Nakamura Ndiaye Nguyen Novak Obi Olsen Ortiz Park
  Patel Pereira Petrov Quint Rahman Reyes Rossi Roux Sato Schmid Silva Sokolov Tanaka Torres Vance
  Vargas Vidal Weber Yilmaz Zhang
`
  .trim()
  .split(/\s+/);
