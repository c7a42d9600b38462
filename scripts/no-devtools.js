// Stands in for react-devtools-core, which the shipped program never loads.
export default {};
