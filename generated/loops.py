"""Kernels as ufuncs, one at a time: machine code from the cache, compiled by numba where it is not there yet.

Written by `entrainment regenerate`; edit the derivation, not this file.

Invariant: the loop of a ufunc is the kernel's own text, compiled by numba alone with its helpers; what is cached is used
only under the same text, tools and processor, and only whole.  Kernels raise nothing, so that their loops call nothing but
libm, and a cached loop needs llvmlite, not numba.
"""

import ast
import ctypes
import hashlib
import math
import os
import platform
import tempfile
from importlib.metadata import version
from pathlib import Path

import numpy as np

ENTRY = "entrainment_loop"
LIBM = {*dir(math), "memcpy", "memset"}
"""What machine code may call."""
_alive, _spaces = [], {}


def ufunc(path, name):
    """The kernel ``name`` of the module at ``path``, a NumPy ufunc (a gufunc where it is one).

    Raises FileNotFoundError for a module that is not there, KeyError for a kernel that is not in it.
    """
    text = path.read_text()
    function = _function(text, name)
    file, key = _place(path, name, text)
    code = next(_found(file, key), None)
    if code is None:
        code = _compiled(path, text, function)
        _store(file, key, code)
    return _ufunc(function, _address(code))


def _function(text, name):
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return node
    raise KeyError(f"no kernel {name!r} in its module")


def _core(function):
    """The signature of a gufunc, None for a ufunc."""
    arguments = function.decorator_list[0].args
    return arguments[1].value if len(arguments) > 1 else None


# --- the cache ----------------------------------------------------------------------------------------------------------


def _place(path, name, text):
    """(file name, key): what the machine code depends on."""
    import llvmlite.binding as llvm

    settings = sorted((k, v) for k, v in os.environ.items() if k.startswith("NUMBA_") and k != "NUMBA_CACHE_DIR")
    tools = [version("numba"), version("llvmlite"), platform.machine(), platform.system(), llvm.get_host_cpu_name()]
    features = sorted(llvm.get_host_cpu_features().items())
    everything = repr((name, text, Path(__file__).read_text(), settings, tools, features))
    key = hashlib.sha256(everything.encode()).hexdigest()
    return path.with_name(f"{path.stem}.{name}.{key[:16]}.loop"), key


def _folders(path):
    """Where machine code may lie, in the order in which it is tried."""
    if "NUMBA_CACHE_DIR" in os.environ:
        yield Path(os.environ["NUMBA_CACHE_DIR"])
    else:
        yield path.parent / "__pycache__"
        yield Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser() / "entrainment"


def _found(file, key):
    for folder in _folders(file):
        try:
            whole = (folder / file.name).read_bytes()
        except OSError:
            continue
        if whole[:64] == _seal(key, whole[64:]):
            yield whole[64:]


def _store(file, key, code):
    """Keep machine code where it can be written; nowhere is no error."""
    for folder in _folders(file):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            handle, part = tempfile.mkstemp(dir=folder, suffix=".part")
            with os.fdopen(handle, "wb") as staged:
                staged.write(_seal(key, code) + code)
            os.replace(part, folder / file.name)
        except OSError:
            continue
        return


def _seal(key, code):
    return hashlib.sha256(key.encode() + code).hexdigest().encode()


# --- compiling ----------------------------------------------------------------------------------------------------------


def _space(path, text):
    """The module with its helpers, and its kernels as plain functions; helpers are compiled once for all of them."""
    if path not in _spaces:
        tree = ast.parse(text)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                node.decorator_list = []
        space = {"__name__": f"{path.stem}_loops"}  # a module that can be imported would be, with all its kernels
        exec(compile(tree, str(path), "exec"), space)
        _spaces[path] = space
    return _spaces[path]


def _declared(function, space):
    """Types of the arguments, of a gufunc with those of its results."""
    (declared,) = eval(ast.unparse(function.decorator_list[0].args[0]), space)
    return declared if isinstance(declared, tuple) else declared.args


def _compiled(path, text, function):
    """Machine code of the loop: for every element, load, call, store."""
    import numba
    from numba.core import cgutils, types
    from numba.core.compiler_lock import global_compiler_lock

    with global_compiler_lock:
        space = _space(path, text)
        arguments = _declared(function, space)
        options = {"error_model": "numpy", "no_cpython_wrapper": True, "no_cfunc_wrapper": True, "_nrt": False}
        made = numba.njit(**options)(space[function.name])
        made.compile(arguments)
        found = made.overloads[tuple(arguments)]
        result, context = found.signature.return_type, found.target_context
        library = context.codegen().create_library(function.name)
        module = library.create_ir_module(function.name)
        loop, builder = _head(module)
        pointers, sizes, steps, _ = loop.args
        kind = context.call_conv.get_function_type(result, arguments)
        kernel = cgutils.get_or_insert_function(module, kind, found.fndesc.llvm_func_name)
        kernel.attributes.add("alwaysinline")
        word = lambda array, at: builder.load(builder.gep(array, [context.get_constant(types.intp, at)]))
        listed = [*arguments, *([] if result == types.none else [result])]
        columns = [(word(pointers, i), word(steps, i)) for i in range(len(listed))]
        rows = _rows(_core(function), word, sizes, steps, len(listed))
        with cgutils.for_range(builder, builder.load(sizes), intp=context.get_value_type(types.intp)) as at:
            places = [
                builder.bitcast(
                    builder.gep(start, [builder.mul(step, at.index)]),
                    context.get_data_type(getattr(kind, "dtype", kind)).as_pointer(),
                )
                for kind, (start, step) in zip(listed, columns, strict=True)
            ]
            values = [_value(context, builder, *one) for one in zip(arguments, places, rows, strict=False)]
            _, value = context.call_conv.call_function(builder, kernel, result, arguments, values)
            if result != types.none:
                context.pack_value(builder, result, value, places[-1])
        builder.ret_void()
        library.add_ir_module(module)
        library.add_linking_library(found.library)
        library.enable_object_caching()
        library.finalize()
        library.get_pointer_to_function(ENTRY)
        called = {f.name for f in library._final_module.functions if f.is_declaration and not f.name.startswith("llvm.")}
        if called - LIBM:
            raise RuntimeError(f"{function.name} calls {', '.join(sorted(called - LIBM))}: without numba nobody has them")
        return library.serialize_using_object_code()[2][0]


def _head(module):
    """An empty loop with the arguments that NumPy passes: pointers, sizes, steps, data."""
    from llvmlite import ir

    byte, word = ir.IntType(8).as_pointer(), ir.IntType(64)
    kind = ir.FunctionType(ir.VoidType(), [byte.as_pointer(), word.as_pointer(), word.as_pointer(), byte])
    loop = ir.Function(module, kind, ENTRY)
    return loop, ir.IRBuilder(loop.append_basic_block())


def _rows(core, word, sizes, steps, count):
    """(length, step in bytes) of the row at each place of a gufunc, None for a number."""
    letters = [part.strip("()") for part in core.replace("->", ",").split(",")] if core else [""] * count
    dimensions, inner = list(dict.fromkeys(filter(None, letters))), iter(range(count, 2 * count))
    return [(word(sizes, 1 + dimensions.index(one)), word(steps, next(inner))) if one else None for one in letters]


def _value(context, builder, kind, place, row):
    """The number at ``place``, the row that begins there, or the row of one number where a result goes."""
    from numba.core import types
    from numba.np import arrayobj

    if not isinstance(kind, types.Array):
        return context.unpack_value(builder, kind, place)
    size = context.get_constant(types.intp, context.get_abi_sizeof(context.get_data_type(kind.dtype)))
    length, step = row or (context.get_constant(types.intp, 1), size)
    array = context.make_array(kind)(context, builder)
    arrayobj.populate_array(array, data=place, shape=[length], strides=[step], itemsize=size, meminfo=None)
    return array._getvalue()


# --- loading ------------------------------------------------------------------------------------------------------------


def _address(code):
    """Where the loop lies after linking."""
    import llvmlite.binding as llvm

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    machine = llvm.Target.from_default_triple().create_target_machine(jit=True)
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    _alive.append(engine)
    return engine.get_function_address(ENTRY)


def _ufunc(function, address):
    """A ufunc around a loop, by NumPy's C interface: PyUFunc_FromFuncAndDataAndSignature, the 31st of its table."""
    core = _core(function)
    (declared,) = function.decorator_list[0].args[0].elts
    listed = declared.elts if core else [*declared.args, declared.func]
    kinds = [ast.unparse(one.value if isinstance(one, ast.Subscript) else one) for one in listed]
    types, results = bytes(np.dtype(kind).num for kind in kinds), core.split("->")[1].count("(") if core else 1
    capsule = ctypes.pythonapi.PyCapsule_GetPointer
    capsule.restype, capsule.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    table = ctypes.cast(capsule(np._core._multiarray_umath._UFUNC_API, None), ctypes.POINTER(ctypes.c_void_p))
    text, number, pointer = ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p
    make = ctypes.PYFUNCTYPE(ctypes.py_object, pointer, pointer, text, *[number] * 4, text, text, number, text)(table[31])
    loops, data, identity = (pointer * 1)(address), (pointer * 1)(None), -1
    words = [function.name.encode(), (ast.get_docstring(function) or "").encode(), core and core.encode()]
    made = make(loops, data, types, 1, len(types) - results, results, identity, *words[:2], 0, words[2])
    _alive.append((made, loops, data, types, words))  # NumPy keeps pointers to them
    return made
