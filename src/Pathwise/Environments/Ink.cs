namespace Pathwise.Environments;

/// <summary>The colours that environments draw with; every output has the same ones.</summary>
public enum Ink
{
    /// <summary>The background's colour: for what is cut out.</summary>
    Paper,

    /// <summary>Nearly black: outlines, tracks, text.</summary>
    Black,

    /// <summary>Grey: what does not move.</summary>
    Grey,

    /// <summary>Blue: the body that is controlled.</summary>
    Blue,

    /// <summary>Orange: what moves with it.</summary>
    Orange,

    /// <summary>Green: goals.</summary>
    Green,

    /// <summary>Red: forces, and what is to be avoided.</summary>
    Red,
}
